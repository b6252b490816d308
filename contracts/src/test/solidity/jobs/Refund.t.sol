// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";

contract RefundTest is Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    uint256 private constant FUNDS = 10 ether;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        vm.deal(publisher, 0);
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        id = createTraining(FUNDS);
    }

    function test_ShouldReturnWhatWasNotEarned(uint256 earned) public {
        earned = bound(earned, 0, FUNDS - 1);
        PayoutTree.Leaf[] memory leaves = settled(earned, 0);
        close();
        vm.assertEq(jobs.refundable(id), FUNDS - earned, "refundable");

        vm.expectEmit(address(jobs));
        emit IJobRegistry.Refunded(id, publisher, FUNDS - earned);
        vm.prank(stranger);
        jobs.refund(id);

        vm.assertEq(publisher.balance, FUNDS - earned, "balance");
        vm.assertEq(address(jobs).balance, earned, "what workers can still claim");
        vm.assertEq(jobs.training(id).refunded, FUNDS - earned, "refunded");
        vm.assertEq(jobs.refundable(id), 0, "refundable");
        if (earned != 0) claim(leaves, 0);
        vm.assertEq(alice.balance, earned, "claimed afterwards");
    }

    function test_ShouldReturnWhatWasSlashed(uint256 slashed) public {
        slashed = bound(slashed, 1, MIN_STAKE);
        PayoutTree.Leaf[] memory leaves = settled(1 ether, slashed);
        claim(leaves, 1);
        close();
        jobs.refund(id);
        vm.assertEq(publisher.balance, FUNDS - 1 ether + slashed, "balance");
    }

    function test_ShouldReturnWhatIsSlashedLater() public {
        PayoutTree.Leaf[] memory leaves = settled(1 ether, 7);
        close();
        jobs.refund(id);
        claim(leaves, 1);
        vm.assertEq(jobs.refundable(id), 7, "refundable");
        jobs.refund(id);
        vm.assertEq(publisher.balance, FUNDS - 1 ether + 7, "balance");
        vm.assertEq(jobs.training(id).refunded, FUNDS - 1 ether + 7, "refunded");
        vm.assertEq(jobs.refundable(id), 0, "nothing is left");
    }

    function test_ShouldRefundInAPause() public {
        close();
        vm.prank(pauser);
        jobs.pause();
        jobs.refund(id);
        vm.assertEq(publisher.balance, FUNDS, "balance");
    }

    function test_ShouldLeaveTheEscrowOfAnotherTraining() public {
        uint256 other = createTraining(3 ether);
        close();
        jobs.refund(id);
        vm.assertEq(address(jobs).balance, 3 ether, "balance");
        vm.assertEq(jobs.training(other).funded, 3 ether, "funded");
    }

    function test_ShouldRefuseASecondTime() public {
        close();
        jobs.refund(id);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToRefund.selector, id));
        jobs.refund(id);
    }

    function test_ShouldRefuseAnOpenTraining() public {
        vm.assertEq(jobs.refundable(id), 0, "refundable");
        expectWrongPhase(IJobRegistry.Phase.Idle);
        jobs.refund(id);
        toRevealing(id);
        expectWrongPhase(IJobRegistry.Phase.Revealing);
        jobs.refund(id);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        jobs.refund(unknown);
        expectUnknownTraining(unknown);
        jobs.refundable(unknown);
    }

    function test_ShouldKeepTheRefundOfACreatorThatRefusesIt() public {
        Receiver creator = publishingReceiver();
        creator.refuse(true);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.TransferFailed.selector, address(creator), FUNDS));
        jobs.refund(id);
        creator.refuse(false);
        jobs.refund(id);
        vm.assertEq(address(creator).balance, FUNDS, "balance");
    }

    function test_ShouldRefundAReentrantCreatorOnce() public {
        uint256 first = id;
        Receiver creator = publishingReceiver();
        creator.reenter(address(jobs), abi.encodeCall(jobs.refund, (id)));
        jobs.refund(id);

        vm.assertEq(creator.entered(), 1, "tried to re-enter");
        vm.assertTrue(!creator.succeeded(), "and was refused");
        vm.assertEq(address(creator).balance, FUNDS, "balance");
        vm.assertEq(address(jobs).balance, jobs.training(first).funded, "the other training's escrow");
    }

    /// @dev Makes the training of this test a closed one that a contract created.
    function publishingReceiver() private returns (Receiver creator) {
        creator = new Receiver();
        bytes32 role = jobs.PUBLISHER_ROLE();
        vm.prank(admin);
        jobs.grantRole(role, address(creator));
        vm.deal(address(creator), FUNDS);
        vm.prank(address(creator));
        id = jobs.createTraining{value: FUNDS}(SPEC);
        close();
    }

    function settled(uint256 earned, uint256 slashed) private returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](2);
        leaves[0] = PayoutTree.Leaf(id, alice, earned, 0);
        leaves[1] = PayoutTree.Leaf(id, bob, 0, slashed);
        settleNewRound(id, leaves);
    }

    function close() private {
        vm.prank(publisher);
        jobs.close(id);
    }
}
