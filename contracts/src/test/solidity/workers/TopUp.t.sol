// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract TopUpTest is Fixture {
    function setUp() public override {
        super.setUp();
        join(alice, MIN_STAKE);
    }

    function test_ShouldAddToTheStake(uint256 amount) public {
        amount = bound(amount, 1, type(uint128).max - MIN_STAKE);
        vm.deal(alice, amount);

        vm.expectEmit(address(workers));
        emit IWorkerRegistry.StakeToppedUp(alice, amount, MIN_STAKE + amount);
        vm.prank(alice);
        workers.topUp{value: amount}();

        vm.assertEq(workers.worker(alice).stake, MIN_STAKE + amount, "stake");
        vm.assertEq(workers.workerCount(), 1, "workerCount");
    }

    function test_ShouldActivateAMemberWhoseStakeSufficesAgain(uint256 penalty) public {
        penalty = bound(penalty, 1, MIN_STAKE);
        slash(penalty);
        vm.assertTrue(!workers.isActive(alice), "slashed below the minimum");

        vm.deal(alice, penalty);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.StakeToppedUp(alice, penalty, MIN_STAKE);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerActivated(alice, 1);
        vm.prank(alice);
        workers.topUp{value: penalty}();

        vm.assertTrue(workers.isActive(alice), "active");
    }

    function test_ShouldNotActivateAMemberWhoseStakeIsStillTooLow() public {
        slash(10);
        vm.deal(alice, 9);
        vm.prank(alice);
        workers.topUp{value: 9}();

        vm.assertTrue(!workers.isActive(alice), "active");
        vm.assertEq(workers.workerCount(), 0, "workerCount");
    }

    function test_ShouldRefuseMoreStakeThanItCanCount() public {
        uint256 amount = type(uint128).max;
        vm.deal(alice, amount);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.StakeTooLarge.selector, amount + MIN_STAKE));
        vm.prank(alice);
        workers.topUp{value: amount}();
    }

    function test_ShouldRefuseNoEther() public {
        expectError(IWorkerRegistry.ZeroAmount.selector);
        vm.prank(alice);
        workers.topUp();
    }

    function test_ShouldRefuseWhoHasNotJoined() public {
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.NotMember.selector, stranger));
        vm.prank(stranger);
        workers.topUp{value: 1}();
    }

    function test_ShouldRefuseWhoIsLeaving() public {
        vm.prank(alice);
        workers.leave();
        vm.deal(alice, 1);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.AlreadyLeaving.selector, alice));
        vm.prank(alice);
        workers.topUp{value: 1}();
    }

    function test_ShouldRefuseInAPause() public {
        vm.prank(pauser);
        workers.pause();
        vm.deal(alice, 1);

        expectPaused();
        vm.prank(alice);
        workers.topUp{value: 1}();
    }

    function slash(uint256 amount) private {
        vm.prank(address(jobs));
        workers.slash(alice, amount);
    }
}
