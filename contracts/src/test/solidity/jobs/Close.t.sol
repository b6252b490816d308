// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract CloseTest is Fixture {
    address private immutable otherPublisher = account("otherPublisher");
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = createTraining(1 ether);
        bytes32 role = jobs.PUBLISHER_ROLE();
        vm.prank(admin);
        jobs.grantRole(role, otherPublisher);
    }

    function test_ShouldLetTheCreatorClose() public {
        shouldClose(publisher);
    }

    function test_ShouldLetAnotherPublisherClose() public {
        shouldClose(otherPublisher);
    }

    function test_ShouldLetACreatorCloseThatIsNoPublisherAnyMore() public {
        dismissCreator();
        shouldClose(publisher);
    }

    function test_ShouldCloseInAPause() public {
        vm.prank(pauser);
        jobs.pause();
        shouldClose(publisher);
    }

    function test_ShouldRefuseAnyoneElse(address caller) public {
        vm.assume(caller != publisher && caller != otherPublisher);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotPublisherNorCreator.selector, caller));
        closeAs(caller);
    }

    function test_ShouldRefuseASecondTime() public {
        shouldClose(publisher);
        expectWrongPhase(IJobRegistry.Phase.Closed);
        closeAs(publisher);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        vm.prank(publisher);
        jobs.close(unknown);
    }

    function test_ShouldRefuseAPublisherWhileARoundIsOpen() public {
        uint32 round = openRound(id);
        expectWrongPhase(IJobRegistry.Phase.Opened);
        closeAs(otherPublisher);
        assign(id, round);
        expectWrongPhase(IJobRegistry.Phase.Committing);
        closeAs(otherPublisher);
        openReveal(id, round);
        vm.warp(vm.getBlockTimestamp() + 365 days);
        expectWrongPhase(IJobRegistry.Phase.Revealing);
        closeAs(otherPublisher);
    }

    function test_ShouldLetTheCreatorCloseAStuckRoundThatNobodyAssigned() public {
        shouldCloseStuck(openRound(id));
    }

    function test_ShouldLetTheCreatorCloseAStuckCommittingRound() public {
        shouldCloseStuck(toCommitting(id));
    }

    function test_ShouldLetTheCreatorCloseAStuckRevealingRound() public {
        shouldCloseStuck(toRevealing(id));
    }

    function test_ShouldRefuseTheCreatorWithinTheGrace(uint256 time) public {
        toRevealing(id);
        uint256 stuckAt = jobs.training(id).deadline + jobs.CLOSE_GRACE();
        vm.warp(bound(time, vm.getBlockTimestamp(), stuckAt));
        expectOpenWindow(stuckAt);
        closeAs(publisher);
    }

    function shouldClose(address caller) private {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.TrainingClosed(id);
        closeAs(caller);
        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Closed), "phase");
    }

    function shouldCloseStuck(uint32 round) private {
        dismissCreator();
        vm.warp(jobs.training(id).deadline + jobs.CLOSE_GRACE() + 1);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.RoundAbandoned(id, round);
        shouldClose(publisher);
    }

    function dismissCreator() private {
        bytes32 role = jobs.PUBLISHER_ROLE();
        vm.prank(admin);
        jobs.revokeRole(role, publisher);
    }

    function closeAs(address caller) private {
        vm.prank(caller);
        jobs.close(id);
    }
}
